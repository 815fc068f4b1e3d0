package io.github.bpfmaven.plugin.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.datatypes.DataTypes;
import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.Field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;

/**
 * Each source has types and values made of one seed. {@code -Dbpf.test.types=N} tries about N types instead of the usual 312,
 * {@code -Dbpf.test.seed=S} one source again. What fails is made smaller by {@link Workshop}, not by jqwik, which knows
 * only seeds.
 */
@Label("Types made up at random")
final class RandomTypesTest {
    /** The same types in each run: a run that fails is to mean that something has changed. */
    private static final String SEED = "20261121";

    private static final int TYPES_PER_SOURCE = 26;
    private static final int TRIES = 12;
    private static final int NAME_TRIES = 6;
    private static final Pattern TYPE = Pattern.compile(
            "^    public (?:static )?(?:final )?(?:record|class) ([^ (<]+).*?^    }$",
            Pattern.MULTILINE | Pattern.DOTALL);

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @Label("come through clang, BTF and Java as C has them, in both byte orders")
    void comeThrough(@ForAll("seeds") List<Long> seeds) throws Exception {
        for (long seed : seeds) {
            try (Workshop workshop = Workshop.open()) {
                workshop.check(source(seed));
            }
        }
    }

    @Property(tries = NAME_TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @Label("are the same text when a type comes that has nothing to do with them")
    void ignoreOtherTypes(@ForAll("seed") long seed) throws Exception {
        try (Workshop workshop = Workshop.open()) {
            // Types without a name are called by their variables, which are numbered here.
            RoundTrip source = new RoundTrip(
                    source(seed).types().stream()
                            .filter(type -> !type.name().isEmpty())
                            .toList(),
                    seed);
            Map<String, String> before =
                    typeTexts(source.generated(workshop.clang()).file().text());
            List<CType.Composite> more = new ArrayList<>(source.types());
            more.add(0, unrelated("unrelated_type", List.of(number("unrelated_member"))));
            Map<String, String> after = typeTexts(
                    new RoundTrip(more, seed).generated(workshop.clang()).file().text());
            assertTrue(before.size() > TYPES_PER_SOURCE / 2, before::toString);
            assertTrue(after.containsKey("UnrelatedType"), () -> after.keySet().toString());
            before.forEach((name, text) -> assertEquals(text, after.get(name), () -> name + " of seed " + seed));
        }
    }

    @Property(tries = NAME_TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @Label("keep all names when a member comes that clashes with none")
    void ignoreOtherMembers(@ForAll("seed") long seed) throws Exception {
        try (Workshop workshop = Workshop.open()) {
            RoundTrip source = source(seed);
            Map<String, String> before =
                    names(source.generated(workshop.clang()).types());
            // No other type has the last one for a member.
            List<CType.Composite> types = new ArrayList<>(source.types());
            CType.Composite last = types.remove(types.size() - 1);
            List<CType.Member> members = new ArrayList<>(last.members());
            // Not at the end: an array without elements would no longer be there, and be left out.
            members.add(0, number("unrelated_member"));
            types.add(last.with(members));
            Map<String, String> after =
                    names(new RoundTrip(types, seed).generated(workshop.clang()).types());
            assertTrue(after.size() > before.size(), () -> "no new name of seed " + seed);
            before.forEach((name, java) -> assertEquals(java, after.get(name), () -> name + " of seed " + seed));
        }
    }

    private static RoundTrip source(long seed) {
        CTypes types = new CTypes(new Random(seed));
        return new RoundTrip(
                Stream.generate(types::root).limit(TYPES_PER_SOURCE).toList(), seed);
    }

    private static CType.Composite unrelated(String name, List<CType.Member> members) {
        return new CType.Composite(name, false, false, false, 0, members);
    }

    private static CType.Member number(String name) {
        return new CType.Member(name, new CType.Number("int", Integer.SIZE, true), -1, 0);
    }

    /** The Java of each type; sections have all variables, so that one more is one more there. */
    private static Map<String, String> typeTexts(String java) {
        Map<String, String> types = new TreeMap<>();
        Matcher type = TYPE.matcher(java);
        while (type.find()) {
            types.put(type.group(1), type.group());
        }
        types.remove(ObjectTypes.GLOBALS);
        return types;
    }

    /** Java's names of members and enumerators, by their types' and C's. */
    private static Map<String, String> names(DataTypes types) {
        Map<String, String> names = new LinkedHashMap<>();
        types.definitions().forEach((path, definition) -> {
            if (path.names().get(0).equals(ObjectTypes.GLOBALS)) {
                return;
            }
            if (definition instanceof Definition.Composite composite) {
                for (Field field : composite.fields()) {
                    names.put(path + " " + field.cName() + " " + field.aliases(), field.name());
                }
            } else {
                ((Definition.Enumeration) definition)
                        .constants()
                        .forEach(constant ->
                                names.put(path + " " + constant.cName(), constant.name() + " " + constant.valueName()));
            }
        });
        return names;
    }

    /** Those of as many sources as there are types wanted. */
    @Provide
    Arbitrary<List<Long>> seeds() {
        int types = Integer.getInteger("bpf.test.types", TRIES * TYPES_PER_SOURCE);
        boolean one = System.getProperties().containsKey("bpf.test.seed");
        return seed().list().ofSize(one ? 1 : (int) Math.ceil((double) types / TRIES / TYPES_PER_SOURCE));
    }

    @Provide
    Arbitrary<Long> seed() {
        String seed = System.getProperty("bpf.test.seed", "");
        return seed.isEmpty()
                ? Arbitraries.longs().withDistribution(RandomDistribution.uniform())
                : Arbitraries.just(Long.valueOf(seed));
    }
}
