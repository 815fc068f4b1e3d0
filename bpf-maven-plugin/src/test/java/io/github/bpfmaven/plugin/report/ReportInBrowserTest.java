package io.github.bpfmaven.plugin.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.List.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("In a browser the page about objects")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportInBrowserTest {
    private static final String DARK = "--blink-settings=preferredColorScheme=0";

    @TempDir
    private static Path directory;

    private Chromium chromium;
    private String html;
    private Path page;

    @BeforeAll
    void write() throws Exception {
        var found = Chromium.find(directory);
        assumeTrue(found.isPresent(), "there is no chromium on the PATH: apt-get install chromium");
        chromium = found.get();
        var sample = new SampleReport(directory);
        html = sample.page(sample.objects());
        page = directory.resolve("site/bpf/index.html");
    }

    @Test
    @DisplayName("is dark text on light, or light on dark, as the reader has set it")
    void schemes() throws Exception {
        var light = ImageIO.read(chromium.picture(page, 1280, 1600).toFile());
        var dark = ImageIO.read(chromium.picture(page, 1280, 1600, DARK).toFile());
        assertTrue(brightness(light, 2, 2) > 230, "the light page is light");
        assertTrue(brightness(dark, 2, 2) < 50, "the dark page is dark");
        assertTrue(extremes(light)[0] < 80, "with dark text");
        assertTrue(extremes(dark)[1] > 200, "with light text");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 400, 320})
    @DisplayName("is not wider than the screen")
    void width(int width) throws Exception {
        // No window is as narrow as a telephone, but a frame is.
        var frame = Files.writeString(directory.resolve("frame.html"), """
                <!DOCTYPE html><iframe id="frame" style="width:%dpx;height:900px;border:0"></iframe>
                <pre id="found">nothing</pre>
                <script>
                  const frame = document.getElementById('frame');
                  frame.addEventListener('load', () => {
                    const root = frame.contentDocument.documentElement;
                    document.getElementById('found').textContent =
                        'viewport ' + root.clientWidth + ' page ' + root.scrollWidth + ' tables ' +
                        frame.contentDocument.querySelectorAll('table').length;
                  });
                  frame.srcdoc = document.getElementById('page').textContent;
                </script>
                """.formatted(width)
                .replace("<script>", "<script type=\"text/plain\" id=\"page\">" + html + "</script>\n<script>"));
        var dom = chromium.dom(frame);
        var found = Pattern.compile("viewport (\\d+) page (\\d+) tables (\\d+)").matcher(dom);
        assertTrue(found.find(), dom);
        assertEquals(found.group(1), found.group(2), found::group);
        assertTrue(Integer.parseInt(found.group(3)) > 5, found::group);
    }

    @Test
    @DisplayName("gives Chromium nothing to complain of")
    void complaints() throws Exception {
        assertEquals(of(), chromium.complaints(page));
        // It would have been seen.
        var broken = Files.writeString(directory.resolve("broken.html"), "<script>nothing.there()</script>");
        assertEquals(1, chromium.complaints(broken).size());
    }

    private static double brightness(BufferedImage image, int x, int y) {
        var color = new Color(image.getRGB(x, y));
        return (color.getRed() + color.getGreen() + color.getBlue()) / 3.0;
    }

    /** The darkest and the lightest pixel. */
    private static double[] extremes(BufferedImage image) {
        var extremes = new double[] {255, 0};
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                extremes[0] = Math.min(extremes[0], brightness(image, x, y));
                extremes[1] = Math.max(extremes[1], brightness(image, x, y));
            }
        }
        return extremes;
    }
}
