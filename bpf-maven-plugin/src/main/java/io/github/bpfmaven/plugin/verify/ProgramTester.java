package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.loader.LoadedObject;
import io.github.bpfmaven.loader.TestRun;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** Runs programs without attaching them, and compares what came of it with what was expected. */
final class ProgramTester {
    private final TargetKernel kernel;
    private final BytesText bytes;

    ProgramTester(TargetKernel kernel) {
        this.kernel = kernel;
        this.bytes = new BytesText(kernel.kernel().byteOrder());
    }

    /**
     * Runs a test.
     *
     * @throws VerifyException if the test itself is wrong
     */
    TestResult run(ProgramTest test, VerifiedObject object) throws IOException, VerifyException {
        var found = object.object().programs().stream()
                .filter(program -> program.name().equals(test.program()))
                .findFirst()
                .orElseThrow(() -> new VerifyException("<test> '" + test.name() + "': " + object.name()
                        + " has no program '" + test.program() + "', but "
                        + object.object().programs().stream()
                                .map(program -> program.name())
                                .toList()));
        var reason = ObjectLoads.reasonToSkip(found);
        if (reason.isPresent()) {
            throw new VerifyException("<test> '" + test.name() + "': program '" + test.program() + "' of "
                    + object.name() + " can't be run: " + reason.get());
        }
        return new TestResult(test.name(), object.name(), test.program(), differences(test, object));
    }

    private List<String> differences(ProgramTest test, VerifiedObject object) throws IOException, VerifyException {
        try (var loaded = load(object, test.program())) {
            for (var entry : test.before()) {
                put(test, loaded, entry);
            }
            var run = new TestRun(read(test, test.packet()), read(test, test.context()), 1, 0);
            return differences(test, loaded, loaded.program(test.program()).testRun(run));
        } catch (BpfLoadException refused) {
            return List.of(refused.getMessage().lines().findFirst().orElse("not loaded"));
        } catch (RefusedElement refused) {
            return List.of(refused.getMessage());
        }
    }

    /** A map of a kind, or with rights, that the kernel does not let it be read or written by elements. */
    private static final class RefusedElement extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedElement(LoadedMap map, String problem, SystemCallException refused) {
            super(map + " " + problem + ": " + refused.getMessage(), refused);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** With all other programs, which it may call; if the kernel refuses one of them, without them. */
    private LoadedObject load(VerifiedObject object, String program) throws IOException {
        try {
            return ObjectLoads.of(object, ObjectLoads.loadable(object), false).load(kernel);
        } catch (BpfLoadException refused) {
            return ObjectLoads.of(object, Set.of(program), true).load(kernel);
        }
    }

    private List<String> differences(ProgramTest test, LoadedObject loaded, TestRun.Result result)
            throws IOException, VerifyException, RefusedElement {
        var differences = new ArrayList<String>();
        test.returns()
                .filter(expected -> expected != result.returnValue())
                .ifPresent(expected ->
                        differences.add("returned " + number(result.returnValue()) + ", not " + number(expected)));
        if (test.packetAfter().isPresent()) {
            var expected = read(test, test.packetAfter().get());
            if (!Arrays.equals(expected, result.data())) {
                differences.add("the packet is " + hex(result.data()) + " afterwards, not " + hex(expected));
            }
        }
        for (var entry : test.after()) {
            var map = map(test, loaded, entry);
            var key = key(test, map, entry);
            var actual = get(map, key);
            var expected = entry.value().isPresent() ? read(test, entry.value().get()) : new byte[0];
            var where = "map '" + map.name() + "' has ";
            if (actual.isEmpty() && entry.value().isPresent()) {
                differences.add(where + "no element " + hex(key) + there(map));
            } else if (actual.isPresent() && entry.value().isEmpty()) {
                differences.add(where + hex(actual.get()) + " at " + hex(key) + ", where nothing should be");
            } else if (actual.isPresent() && !Arrays.equals(expected, actual.get())) {
                differences.add(where + hex(actual.get()) + " at " + hex(key) + ", not " + hex(expected));
            }
        }
        return differences;
    }

    /** The first keys that there are help more than that one is not there. */
    private static String there(LoadedMap map) throws IOException {
        var first = map.firstKey();
        return first.isEmpty() ? "; it is empty" : "; the first is " + hex(first.get());
    }

    private static Optional<byte[]> get(LoadedMap map, byte[] key) throws IOException, RefusedElement {
        try {
            return map.get(key);
        } catch (SystemCallException refused) {
            throw new RefusedElement(map, "can't be read by its elements", refused);
        }
    }

    private void put(ProgramTest test, LoadedObject loaded, ProgramTest.Entry entry)
            throws IOException, VerifyException, RefusedElement {
        var map = map(test, loaded, entry);
        var value = read(
                test,
                entry.value()
                        .orElseThrow(() -> new VerifyException("<test> '" + test.name()
                                + "': say the <value> that map '" + entry.map() + "' is to have before the run")));
        if (value.length != map.valueBytes()) {
            throw new VerifyException("<test> '" + test.name() + "': map '" + entry.map() + "' has values of "
                    + map.valueBytes() + " bytes, and '" + entry.value().get() + "' is " + value.length);
        }
        var key = key(test, map, entry);
        try {
            map.put(key, value);
        } catch (SystemCallException refused) {
            throw new RefusedElement(map, "does not take an element", refused);
        }
    }

    private static LoadedMap map(ProgramTest test, LoadedObject loaded, ProgramTest.Entry entry)
            throws VerifyException {
        return loaded.maps().stream()
                .filter(map -> map.name().equals(entry.map()))
                .findFirst()
                .orElseThrow(() ->
                        new VerifyException("<test> '" + test.name() + "': there is no map '" + entry.map() + "', but "
                                + loaded.maps().stream().map(LoadedMap::name).toList()));
    }

    private byte[] key(ProgramTest test, LoadedMap map, ProgramTest.Entry entry) throws VerifyException {
        var key = entry.key().isEmpty() ? new byte[map.keyBytes()] : read(test, entry.key());
        if (key.length != map.keyBytes()) {
            throw new VerifyException("<test> '" + test.name() + "': map '" + map.name() + "' has keys of "
                    + map.keyBytes() + " bytes, and '" + entry.key() + "' is " + key.length);
        }
        return key;
    }

    private byte[] read(ProgramTest test, String text) throws VerifyException {
        try {
            return bytes.read(text);
        } catch (VerifyException unreadable) {
            throw new VerifyException("<test> '" + test.name() + "': " + unreadable.getMessage(), unreadable);
        }
    }

    private static String number(int value) {
        return value < 0 || value > 255 ? value + " (0x" + Integer.toHexString(value) + ")" : Integer.toString(value);
    }

    private static String hex(byte[] content) {
        return content.length == 0 ? "empty" : HexFormat.of().formatHex(content);
    }
}
