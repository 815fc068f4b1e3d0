package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Generated Java has a name for everything in C:")
final class GeneratedNamesTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "names.bpf.c");
    }

    @Test
    @DisplayName("clang confirms all sizes and offsets")
    void layouts() throws Exception {
        c.assertLayouts();
    }

    @Test
    @DisplayName("members called like Java's keywords and methods, or like each other")
    void members() throws Exception {
        c.run("""
                Members members = new Members(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
                        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
                        30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45,
                        46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
                        Members.text("one"), Members.textText("two"), Members.text_text("tri"), 60, 61, 62);
                c.has("members", members, Members::read, Members::write);
                same(List.of(1, 2, 3, 4, 5, 6), List.of(members.class_(), members.in(), members.out(), members.at(),
                        members.toString_(), members.hashCode_()));
                same(List.of(7, 8, 9, 10, 11), List.of(members.bytes(), members.value(), members.read(), members.write(),
                        members.$Bytes()));
                same(List.of(12, 13, 14, 15), List.of(members.rx_bytes(), members.rxBytes(), members.foo(), members.$FOO()));
                same("two", new String(members.textText(), 0, 3));
                """);
    }

    @Test
    @DisplayName("the same as members of a union")
    void views() throws Exception {
        c.run("""
                MemberViews views = MemberViews.zero(c.order()).withText(new byte[] {'a', 'b', 'c', 0});
                c.has("member_views", views, MemberViews::read, MemberViews::write);
                same(List.of((int) 'a', (int) 'a', (int) 'a'), List.of(views.class_(), views.order_(), views.copy_()));
                same((int) 'b', views.withClass_('b').zero_());
                """);
    }

    @Test
    @DisplayName("members called like the variables of a method that reads and writes")
    void locals() throws Exception {
        c.run("""
                c.has("open_members", new OpenMembers(1, 2, 3, 4, 5, new int[] {6, 7}), OpenMembers::read, OpenMembers::write);
                same(14, OpenMembers.read(c.buffer("open_members")).byteSize());
                """);
    }

    @Test
    @DisplayName("structs called like classes of Java, of the generated class, like that itself, and like each other")
    void classes() throws Exception {
        c.run("""
                Classes classes = new Classes(new NamesBpf_(1), new String_(2), new Object_(3), new List_(4), new Record_(5),
                        new BpfMap_(6), new Globals_(7), new Program_(8), new Maps_(9), new Bytes_(10), new Elf_(11),
                        new Layouts_(12), new Generated_(13), new Constants_(14), new ByteBuffer_(15), new ByteOrder_(16),
                        new BigInteger_(17), new Arrays_(18), new Override_(19), new Integer_(20), new Math_(21),
                        new Class_(22), new $foo_bar(23), new FooBar(24), new $__(25), new Both(26), new Both2(27),
                        new OnlyTypedef(28), new Classes.Classes_(29, new Classes.Classes_.Classes__(30)),
                        new Classes.String__(31));
                c.has("classes", classes, Classes::read, Classes::write);
                """);
    }

    @Test
    @DisplayName("with a prefix, types have that before their own name, also where two would come to one")
    void prefix() throws Exception {
        CFixture.withPrefix(directory, "names.bpf.c", "Raw").run("""
                RawClasses classes = RawClasses.read(c.buffer("classes"));
                same(new RawString(2), classes.string());
                same(new RawNamesBpf(1), classes.namesBpf());
                same(new Rawfoo_bar(23), classes.foo_bar());
                same(new RawFooBar(24), classes.$FooBar());
                same(new RawClasses.Classes(29, new RawClasses.Classes.Classes_(30)), classes.classes());
                """);
    }
}
