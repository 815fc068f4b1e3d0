package io.github.bpfmaven.plugin.provenance;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonFactory;

import io.github.bpfmaven.plugin.lock.Line;
import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.plugin.lock.LockedSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Where an object comes from, in JSON,")
final class OriginJsonTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static ObjectOrigin origin(String llvm) {
        var files = new TreeMap<String, String>();
        files.put("src/a.bpf.c", DIGEST);
        files.put("lib/b.bc", DIGEST);
        files.put("<bpf-headers>/bpf.h", Lock.PLUGIN);
        var lock = new Lock(
                List.of(
                        new Line("plugin", "0.1.0"),
                        new Line("llvm", llvm),
                        new Line("include", "src"),
                        new Line("export", "shown")),
                files,
                List.of(LockedSource.compiled("lib/b.bc")),
                List.of());
        var source = new LockedSource(
                "src/a.bpf.c",
                List.of(
                        new Line("optimization", "2"),
                        new Line("cpu", "v3"),
                        new Line("define", "TEXT=\"a\\nb\""),
                        new Line("argument", "-Wall")),
                List.of("<bpf-headers>/bpf.h", "<include1>/lost.h"),
                "");
        return new ObjectOrigin(
                "it/a_bpfel.o", DIGEST, "it.ABpf", "bpfel", Optional.of(BuildOrigin.of(lock, source, true)));
    }

    private static String json(ObjectOrigin origin) throws Exception {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("name", origin.name());
            json.writeStringField("sha256", origin.sha256());
            OriginJson.write(json, origin);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static byte[] file(ObjectOrigin... origins) throws Exception {
        var lines = new ArrayList<String>();
        for (var origin : origins) {
            lines.add(json(origin));
        }
        var text = new StringWriter();
        ObjectsFile.write(
                lines.stream()
                        .<ObjectsFile.Line>map(line -> out -> out.write(line))
                        .iterator(),
                text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20.1.7-1.5.12 sha256:" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "20.1.8-1.5.13",
                "directory 20.1.7 sha256:" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                        + ", linked by 20.1.7-1.5.12"
            })
    @DisplayName("is read as it was written")
    void roundTrip(String llvm) throws Exception {
        var origin = origin(llvm);
        var packed = new ObjectOrigin("it/b_bpfel.o", DIGEST, "it.BBpf", "x86_bpfel", Optional.empty());
        assertEquals(List.of(origin, packed), OriginReader.read(file(origin, packed)));
    }

    @Test
    @DisplayName("is read of several files that were put one behind the other")
    void appended() throws Exception {
        var first = new String(file(origin("1")), StandardCharsets.UTF_8);
        var second = new String(file(origin("2")), StandardCharsets.UTF_8);
        assertEquals(
                List.of(origin("1"), origin("2")),
                OriginReader.read((first + "\n" + second).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("may have fields that are not known yet")
    void more() throws Exception {
        var text = new String(file(origin("1")), StandardCharsets.UTF_8)
                .replace("\"class\":", "\"new\":[{\"x\":[null,1.5,true]}],\"class\":");
        assertTrue(text.contains("1.5"), text);
        assertEquals(List.of(origin("1")), OriginReader.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"schemaVersion\":1,\"objects\":[",
                "{\"schemaVersion\":1,\"objects\":{}}",
                "{\"schemaVersion\":1,\"objects\":[1]}",
                "{\"schemaVersion\":1,\"objects\":[{\"name\":\"a\"}]}",
                "{\"schemaVersion\":1,\"objects\":[{\"name\":[],\"sha256\":\"\"}]}",
                "{\"schemaVersion\":2,\"objects\":[]}",
                "{\"schemaVersion\":1,\"objects\":[{\"name\":\"a\",\"sha256\":\"1\",\"class\":\"A\",\"target\":\"bpfel\",\"build\":{"
                        + "\"plugin\":\"1\",\"toolchain\":{\"version\":\"20\"},\"inputs\":[{\"name\":\"a\",\"sha256\":\"x\"}]}}]}",
                "{}",
                "PK"
            })
    @DisplayName("is refused with a sentence where it makes no sense")
    void damaged(String text) {
        var refused = assertThrows(
                OriginFormatException.class, () -> OriginReader.read(text.getBytes(StandardCharsets.UTF_8)));
        assertTrue(refused.getMessage().contains(" "), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/include/net.h, <outside>/net.h",
        "C:\\sdk\\net.h, <outside>/net.h",
        "\\\\server\\share\\net.h, <outside>/net.h",
        "<include1>/net.h, <include1>/net.h",
        "../net.h, ../net.h"
    })
    @DisplayName("has no path of the machine in the name of a header, whatever host it was built on")
    void headers(String header, String name) {
        var source = new LockedSource("src/a.bpf.c", List.of(), List.of(header), "");
        var code = SourceCode.of(source, Map.of());
        assertEquals(name, code.inputs().get(1).name());
    }

    @ParameterizedTest
    @CsvSource({
        "-I/usr/include/mine, -I<outside>",
        "/usr/include/mine, <outside>",
        "C:\\inc, <outside>",
        "-IC:\\inc, -I<outside>",
        "-ffile-prefix-map=/home/ann=., -ffile-prefix-map=<outside>",
        "-DPINS=\"/sys/fs/bpf\", -DPINS=\"/sys/fs/bpf\"",
        "-DPINS=/sys/fs/bpf, -DPINS=/sys/fs/bpf",
        "-Iinclude/x, -Iinclude/x",
        "-Wall, -Wall"
    })
    @DisplayName("has no path of the machine in an argument")
    void arguments(String argument, String shown) {
        var source = new LockedSource("a.c", List.of(new Line("argument", argument)), List.of(), "");
        assertEquals(
                List.of(new Line("argument", shown)),
                SourceCode.of(source, new TreeMap<>()).flags());
    }
}
