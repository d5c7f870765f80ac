package io.gokafka.client.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ErrorCode;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    @Test
    void whatMayBeInTheLogIsNotTakenForRefused() {
        assertTrue(Outcomes.mayHaveHappened(ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND), "it is even committed");
        assertTrue(Outcomes.mayHaveHappened(ErrorCode.INDETERMINATE));
        assertFalse(Outcomes.mayHaveHappened(ErrorCode.NOT_ENOUGH_REPLICAS), "nothing was done");
    }
}
