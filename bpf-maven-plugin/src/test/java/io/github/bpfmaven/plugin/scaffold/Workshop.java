package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.bpfmaven.testing.TestClang;

/** A directory where types make their {@link RoundTrip}, and where the small part of a source that fails is found. */
record Workshop(Path directory, TestClang clang) implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(60);

    static Workshop open() throws IOException {
        Path directory = Files.createTempDirectory("random-types");
        return new Workshop(directory, new TestClang(Files.createDirectories(directory.resolve("c"))));
    }

    /** Fails with the source of the type that fails, made as small as it still does. */
    void check(RoundTrip trip) throws IOException {
        Optional<Throwable> failure = failure(trip);
        if (failure.isEmpty()) {
            return;
        }
        RoundTrip least = trip;
        Throwable reason = failure.get();
        Optional<RoundTrip> smaller = Optional.of(trip);
        Instant end = Instant.now().plus(MOST);
        while (smaller.isPresent()) {
            least = smaller.get();
            smaller = smaller(least, kind(reason), end);
        }
        String text = "-Dbpf.test.seed=%d fails: %s%nThe least that fails likewise:%n%s%nIt fails with: %s";
        Throwable last = failure(least).orElse(reason);
        throw new AssertionError(text.formatted(trip.seed(), start(reason), least.source(), start(last)), last);
    }

    private Optional<RoundTrip> smaller(RoundTrip trip, String kind, Instant end) throws IOException {
        for (RoundTrip candidate : candidates(trip)) {
            if (Instant.now().isAfter(end)) {
                break;
            }
            if (failure(candidate).filter(other -> kind(other).equals(kind)).isPresent()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Tells another failure from the same one of another type. */
    private static String kind(Throwable failure) {
        Matcher diagnostic =
                Pattern.compile("(error|warning): \\S+ \\S+").matcher(String.valueOf(failure.getMessage()));
        return root(failure).getClass() + (diagnostic.find() ? diagnostic.group() : "");
    }

    private static Throwable root(Throwable failure) {
        return failure instanceof InvocationTargetException wrapper ? root(wrapper.getCause()) : failure;
    }

    private static String start(Throwable failure) {
        String text = String.valueOf(root(failure));
        return text.substring(0, Math.min(text.length(), 1500));
    }

    private Optional<Throwable> failure(RoundTrip trip) throws IOException {
        Path project = Files.createTempDirectory(directory, "java");
        try {
            trip.check(clang, project);
            return Optional.empty();
        } catch (Exception | AssertionError failure) {
            return Optional.of(failure);
        } finally {
            delete(project);
        }
    }

    private static List<RoundTrip> candidates(RoundTrip trip) {
        List<CType.Composite> types = trip.types();
        List<RoundTrip> candidates = new ArrayList<>();
        if (types.size() > 1) {
            types.forEach(type -> candidates.add(new RoundTrip(List.of(type), trip.seed())));
            int half = types.size() / 2;
            candidates.add(new RoundTrip(types.subList(0, half), trip.seed()));
            candidates.add(new RoundTrip(types.subList(half, types.size()), trip.seed()));
            return candidates;
        }
        smaller(types.get(0)).forEach(type -> candidates.add(new RoundTrip(List.of(type), trip.seed())));
        return candidates;
    }

    /** The same with fewer members, or a smaller one; what leaves much away goes first. */
    private static List<CType.Composite> smaller(CType.Composite type) {
        List<CType.Composite> smaller = new ArrayList<>();
        int count = type.members().size();
        for (int part = Math.max(1, count / 2); part > 0; part /= 2) {
            for (int start = 0; start + part <= count; start += part) {
                List<CType.Member> members = new ArrayList<>(type.members());
                members.subList(start, start + part).clear();
                smaller.add(type.with(members));
            }
        }
        for (int i = 0; i < count; i++) {
            CType.Member member = type.members().get(i);
            if (member.type() instanceof CType.Composite composite) {
                for (CType.Composite less : smaller(composite)) {
                    List<CType.Member> members = new ArrayList<>(type.members());
                    members.set(i, new CType.Member(member.name(), less, member.width(), member.aligned()));
                    smaller.add(type.with(members));
                }
            }
        }
        return smaller;
    }

    @Override
    public void close() throws IOException {
        delete(directory);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
