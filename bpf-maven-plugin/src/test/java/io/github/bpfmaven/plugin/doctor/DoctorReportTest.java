package io.github.bpfmaven.plugin.doctor;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The doctor's report")
final class DoctorReportTest {
    private static final DoctorReport REPORT = new DoctorReport(
            "1.0",
            List.of(
                    new DoctorReport.Entry("host", Finding.ok("Linux")),
                    new DoctorReport.Entry(
                            "cache",
                            Finding.warning(
                                    "/a/directory/with/a/long/name, 17 MiB used, 4 MiB free; it can't be written: it is"
                                            + " mounted read-only",
                                    "set another")),
                    new DoctorReport.Entry("cache", Finding.error("two\nlines", "mend it"))));

    @Test
    @DisplayName("is a table with cures for people")
    void text() {
        assertEquals("""
                ok       host         Linux
                warning  cache        /a/directory/with/a/long/name, 17 MiB used, 4 MiB free; it can't be written:
                                      it is mounted read-only
                                      -> set another
                error                 two; lines
                                      -> mend it

                1 error, 1 warning, 1 ok
                """, DoctorText.of(REPORT));
    }

    @Test
    @DisplayName("is JSON with a version for programs")
    void json() throws Exception {
        assertEquals("""
                {
                  "schemaVersion" : 1,
                  "pluginVersion" : "1.0",
                  "status" : "error",
                  "findings" : [
                    {
                      "check" : "host",
                      "status" : "ok",
                      "text" : "Linux"
                    },
                    {
                      "check" : "cache",
                      "status" : "warning",
                      "text" : "/a/directory/with/a/long/name, 17 MiB used, 4 MiB free; it can't be written: it is\
                 mounted read-only",
                      "cure" : "set another"
                    },
                    {
                      "check" : "cache",
                      "status" : "error",
                      "text" : "two; lines",
                      "cure" : "mend it"
                    }
                  ]
                }
                """, DoctorJson.of(REPORT));
    }
}
