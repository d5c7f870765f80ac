package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.harness.history.History;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems(new History());

    @Test
    void whatClientsMustBearIsOnlyCounted() {
        problems.failed("a", "sending", new TimeoutException());
        problems.failed("b", "sending", new TimeoutException());
        assertEquals(Map.of("TimeoutException", 2), problems.borne());
        assertEquals(List.of(), problems.unexpected());
    }

    @Test
    void whatNoneShouldSeeIsKeptWithItsStack() {
        problems.failed("a", "sending", new IllegalStateException("oops"));
        Problems.Problem problem = problems.unexpected().getFirst();
        assertEquals("a", problem.client());
        assertEquals("IllegalStateException", problem.kind());
        assertTrue(problem.what().contains("oops"));
        assertTrue(problem.stack().contains("ProblemsTest"));
    }

    @Test
    void howeverManyThereAreAllAreCountedAndSomeAreKept() {
        for (int i = 0; i < 1000; i++) {
            problems.wrong("a", "problem " + i);
        }
        assertEquals(1000, problems.count());
        assertEquals(100, problems.unexpected().size());
    }
}
