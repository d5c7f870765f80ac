package io.gokafka.cli.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void readerThatHasLeftIsNoFailure() {
        assertThrows(BrokenPipeException.class, () -> written("Broken pipe"));
    }

    @Test
    void fullDiskIsAFailure() {
        CliException failure = assertThrows(CliException.class, () -> written("No space left on device"));

        assertEquals("cannot write to standard output: No space left on device", failure.getMessage());
        assertEquals(ExitCode.FAILED, failure.exitCode());
    }

    private static void written(String problem) {
        Output output = new Output(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(problem);
            }
        });
        output.line("text");
        output.flush();
    }
}
