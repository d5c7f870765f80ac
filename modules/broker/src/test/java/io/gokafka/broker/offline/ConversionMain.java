package io.gokafka.broker.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Converts, and stands still at a step until it is killed: a process of {@link ConversionKillTest}. */
final class ConversionMain {
    private ConversionMain() {}

    /** Directory, storage, step. */
    public static void main(String[] args) throws IOException {
        int step = Integer.parseInt(args[2]);
        AtomicInteger steps = new AtomicInteger();
        World.convert(Path.of(args[0]), args[1], World.at(() -> {
            if (steps.incrementAndGet() == step) {
                System.out.println("here");
                waitForTheEnd();
            }
        }));
        System.out.println("done");
    }

    private static void waitForTheEnd() {
        try {
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
