package io.gokafka.cli.io;

import io.gokafka.cli.error.CliException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output: buffered bytes, and text in UTF-8. Unlike {@link java.io.PrintStream} it does not swallow errors: a command
 * must not report success when the disk is full, nor go on when its reader has left.
 *
 * <p>For one thread.
 */
public final class Output {
    private static final int BUFFER_BYTES = 128 << 10;

    private final OutputStream out;

    /** Output to a stream that is not buffered. */
    public Output(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    /** Writes bytes as they are. */
    public void bytes(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Writes one byte. */
    public void octet(int octet) {
        try {
            out.write(octet);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Writes text. */
    public void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes text and ends the line. */
    public void line(String text) {
        text(text);
        octet('\n');
    }

    /** Hands everything to the reader. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("Broken pipe")) {
            return new BrokenPipeException(e);
        }
        return CliException.failed("cannot write to standard output: " + reason, e);
    }
}
