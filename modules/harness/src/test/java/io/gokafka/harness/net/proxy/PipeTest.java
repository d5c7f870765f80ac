package io.gokafka.harness.net.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class PipeTest {
    private final Pipe pipe = new Pipe();

    @Test
    void bytesComeOutInTheirOrderHoweverTheyWereCut() throws Exception {
        Random random = new Random(7);
        byte[] sent = new byte[10 * Pipe.CAPACITY + 17];
        random.nextBytes(sent);
        FutureTask<Boolean> filling = new FutureTask<>(() -> fill(sent, random));
        Thread.ofVirtual().start(filling);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] chunk = new byte[1_000];
        for (int n = pipe.take(chunk); n >= 0; n = pipe.take(chunk)) {
            received.write(chunk, 0, n);
        }
        assertTrue(filling.get());
        assertArrayEquals(sent, received.toByteArray());
    }

    private boolean fill(byte[] bytes, Random random) throws InterruptedException {
        int done = 0;
        while (done < bytes.length) {
            int n = Math.min(bytes.length - done, 1 + random.nextInt(3_000));
            byte[] piece = Arrays.copyOfRange(bytes, done, done + n);
            if (!pipe.put(piece, n)) {
                return false;
            }
            done += n;
        }
        pipe.end();
        return true;
    }

    @Test
    void whoFillsAFullPipeIsReleasedWhenItEnds() throws Exception {
        assertTrue(pipe.put(new byte[Pipe.CAPACITY], Pipe.CAPACITY));
        FutureTask<Boolean> more = new FutureTask<>(() -> pipe.put(new byte[1], 1));
        Thread.ofVirtual().start(more);
        pipe.end();
        assertFalse(more.get());
        assertEquals(Pipe.CAPACITY, pipe.take(new byte[2 * Pipe.CAPACITY]));
        assertEquals(-1, pipe.take(new byte[1]));
    }
}
