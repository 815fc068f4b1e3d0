package io.github.bpfmaven.plugin.report;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The colours of the page")
final class ReportColorsTest {
    private static final Pattern COLOR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    @ParameterizedTest
    @CsvSource({
        "text, page, 7",
        "text, card, 7",
        "text, warn-page, 7",
        "faint, page, 4.5",
        "faint, card, 4.5",
        "link, page, 4.5",
        "link, card, 4.5",
        "over, page, 4.5",
        "over, card, 4.5",
        "bar, track, 3",
        "warn-line, page, 3"
    })
    @DisplayName("stand out from each other as WCAG 2.1 asks, light and dark")
    void contrast(String one, String other, double least) throws Exception {
        String css;
        try (var file = ReportPage.class.getResourceAsStream("report.css")) {
            css = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        var dark = css.indexOf("@media (prefers-color-scheme: dark)");
        for (var colors : new String[] {css.substring(0, dark), css.substring(dark, css.indexOf("* {", dark))}) {
            var all = colors(colors);
            var contrast = contrast(all.get(one), all.get(other));
            assertTrue(contrast >= least, () -> one + " on " + other + ": " + contrast);
        }
    }

    private static Map<String, Integer> colors(String css) {
        var colors = new HashMap<String, Integer>();
        var matcher = COLOR.matcher(css);
        while (matcher.find()) {
            colors.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
        }
        return colors;
    }

    private static double contrast(int one, int other) {
        var lighter = Math.max(luminance(one), luminance(other));
        var darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int color) {
        return 0.2126 * channel(color >> 16) + 0.7152 * channel(color >> 8) + 0.0722 * channel(color);
    }

    private static double channel(int value) {
        var part = (value & 0xff) / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
