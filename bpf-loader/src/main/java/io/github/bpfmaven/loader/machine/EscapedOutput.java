package io.github.bpfmaven.loader.machine;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a guest is told over a serial line: without the bytes that its driver takes for keys. {@code sclp_vt220.c} of s390 does that
 * with 0x0f (Linux 6.18).
 */
final class EscapedOutput extends FilterOutputStream {
    private static final int KEY = 0x0f;
    private static final int ESCAPE = 0x10;
    private static final int ESCAPED = 0x40;

    EscapedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream(length + length / 2);
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == KEY || bytes[i] == ESCAPE) {
                escaped.write(ESCAPE);
                escaped.write(bytes[i] | ESCAPED);
            } else {
                escaped.write(bytes[i]);
            }
        }
        out.write(escaped.toByteArray());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }
}
