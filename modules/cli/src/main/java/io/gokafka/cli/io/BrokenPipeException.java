package io.gokafka.cli.io;

import java.io.IOException;

/** Nobody reads standard output any more, as after {@code | head}: the command ends quietly. */
public final class BrokenPipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPipeException(IOException cause) {
        super(cause);
    }
}
