package io.gokafka.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A run that does not end, and which a watchdog watches: {@code WatchdogMain FILE [fail]}. Last words go to the file, or fail. */
final class WatchdogMain {
    private WatchdogMain() {}

    public static void main(String[] args) throws InterruptedException {
        try (Watchdog _ = Watchdog.of("the run", Duration.ofMillis(1), why -> {
            if (args.length > 1) {
                throw new IllegalStateException("no words");
            }
            Files.writeString(Path.of(args[0]), why);
        })) {
            new CountDownLatch(1).await();
        }
    }
}
