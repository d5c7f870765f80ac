package io.gokafka.broker.lifecycle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RunningBrokerTest {
    private final RunningBroker broker =
            new RunningBroker(new BrokerInfo(new BrokerId("b"), 1, Map.of(), true), Path.of("data"), new Closer());

    /** As the command does that runs it: SIGTERM may come while it starts. */
    @Test
    void oneThatIsStoppedBeforeItIsReadyHasEndedAndNotFailed() {
        CompletableFuture<Object> readyOrEnded = CompletableFuture.anyOf(broker.ready(), broker.terminated());
        broker.close();
        assertFalse(readyOrEnded.isCompletedExceptionally());
        assertTrue(broker.terminated().isDone() && !broker.terminated().isCompletedExceptionally());
        assertTrue(broker.ready().isCancelled(), "it never became ready");
    }
}
