package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Api;
import java.security.SecureRandom;
import java.util.List;

/** The APIs of this package. */
public final class LogApis {
    private LogApis() {}

    /**
     * All of them.
     *
     * @param maxFetchBytes bytes in an answer to a fetch
     * @param maxFetchSessions sessions that are kept
     */
    public static List<Api<?>> all(Requests requests, TopicDirectory topics, int maxFetchBytes, int maxFetchSessions) {
        FetchSessions sessions = new FetchSessions(maxFetchSessions, System::nanoTime, new SecureRandom());
        return List.of(
                new ProduceApi(requests, topics),
                new FetchApi(requests, topics, sessions, maxFetchBytes),
                new ListOffsetsApi(requests),
                new EndOfTermApi(requests));
    }
}
