package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * What an object's license section says, in the words of SPDX. The section has the words of the kernel's MODULE_LICENSE(), of which
 * Documentation/process/license-rules.rst says what they mean: "GPL" and "GPL v2" are version 2 of the GPL, and nothing of later
 * versions. Which of several BSD or MPL licenses is meant, it doesn't say; then it is no SPDX license.
 */
final class SpdxLicense {
    private static final String GPL = "GPL-2.0-only";

    /** Some write these in place of the kernel's words. */
    private static final Set<String> IDS = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "GPL-2.0-only",
            "GPL-2.0-or-later",
            "ISC",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "MIT",
            "MPL-2.0");

    private SpdxLicense() {}

    /** Writes the element of {@code licenses} that says it. */
    static void write(JsonGenerator json, String license) throws IOException {
        json.writeStartObject();
        if (license.equals("Dual MIT/GPL")) {
            json.writeStringField("expression", "MIT OR " + GPL);
        } else {
            json.writeObjectFieldStart("license");
            if (license.equals("GPL") || license.equals("GPL v2")) {
                json.writeStringField("id", GPL);
            } else {
                json.writeStringField(IDS.contains(license) ? "id" : "name", license);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
