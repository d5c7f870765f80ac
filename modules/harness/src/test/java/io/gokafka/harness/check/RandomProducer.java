package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** The model of a producer: what may happen to its requests in each mode, and what it may be told. */
final class RandomProducer {
    private record Request(RandomLog log, Value value) {}

    private final RandomRun run;
    private final SplittableRandom random;
    private final String client;
    private final int number;
    private final Mode mode;
    private final Map<RandomLog, Long> sequences = new HashMap<>();
    private final Map<RandomLog, Deque<Request>> queues = new HashMap<>();
    private final List<LongFunction<Event>> answers = new ArrayList<>();
    private final List<Request> late = new ArrayList<>();
    private long values;

    RandomProducer(RandomRun run, SplittableRandom random, int number, Mode mode) {
        this.run = run;
        this.random = random;
        this.client = "producer" + number;
        this.number = number;
        this.mode = mode;
    }

    void step() {
        if (!late.isEmpty() && random.nextInt(4) == 0) {
            Request request = late.remove(random.nextInt(late.size()));
            request.log.append(request.value);
        } else if (mode == Mode.IDEMPOTENT) {
            stepOfMany();
        } else {
            stepOfOne();
        }
    }

    private Request send() {
        RandomLog log = run.anyLog();
        Request request = new Request(log, new Value(number, values++));
        long sequence = sequences.merge(log, 1L, Long::sum) - 1;
        run.add(at -> new Sent(at, client, log.partition, request.value, sequence, mode));
        return request;
    }

    /** Many requests are in flight; the log takes them in their order, and answers come in any. */
    private void stepOfMany() {
        switch (random.nextInt(3)) {
            case 0 -> {
                Request request = send();
                queues.computeIfAbsent(request.log, _ -> new ArrayDeque<>()).add(request);
            }
            case 1 ->
                queues.values().stream()
                        .filter(queue -> !queue.isEmpty())
                        .findFirst()
                        .ifPresent(queue -> deliver(queue.remove()));
            default -> {
                if (!answers.isEmpty()) {
                    run.add(answers.remove(random.nextInt(answers.size())));
                }
            }
        }
    }

    private void deliver(Request request) {
        int fate = random.nextInt(10);
        if (fate < 7) {
            answers.add(acknowledged(request, request.log.append(request.value)));
        } else if (fate == 7) {
            request.log.append(request.value);
            answers.add(failed(request, false));
        } else {
            answers.add(failed(request, fate == 8));
        }
    }

    /** One request at a time: it is answered, or given up, before the next is sent. */
    private void stepOfOne() {
        Request request = send();
        run.elsewhere();
        if (mode == Mode.ALL) {
            sendToAll(request);
        } else if (random.nextInt(4) == 0) {
            run.add(acknowledged(request, request.log.end())); // and lost with the leader
        } else {
            long offset = request.log.append(request.value);
            run.add(acknowledged(request, mode == Mode.NONE ? -1 : offset));
        }
    }

    private void sendToAll(Request request) {
        int attempts = random.nextInt(3);
        for (int i = 0; i < attempts; i++) {
            switch (random.nextInt(3)) {
                case 0 -> request.log.append(request.value);
                case 1 -> late.add(request);
                default -> run.elsewhere();
            }
        }
        int outcome = random.nextInt(10);
        if (outcome < 7) {
            long offset = request.log.append(request.value);
            run.elsewhere();
            run.add(acknowledged(request, outcome == 0 ? -1 : offset));
        } else if (attempts == 0) {
            run.add(failed(request, true));
        } else if (outcome < 9) {
            run.add(failed(request, false));
        }
    }

    private LongFunction<Event> acknowledged(Request request, long offset) {
        return at -> new Acknowledged(at, client, request.log.partition, request.value, offset);
    }

    private LongFunction<Event> failed(Request request, boolean known) {
        return at -> new Failed(at, client, request.log.partition, request.value, known, "the broker said so");
    }
}
