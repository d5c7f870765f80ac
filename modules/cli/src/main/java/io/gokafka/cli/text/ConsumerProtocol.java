package io.gokafka.cli.text;

import io.gokafka.api.TopicPartition;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Kafka's consumers tell each other in classic groups: the beginning of ConsumerProtocolSubscription and
 * ConsumerProtocolAssignment, which all their versions (0 to 3) have in common.
 */
public final class ConsumerProtocol {
    private ConsumerProtocol() {}

    /** The topics that a subscription names; none when there is no subscription; empty when it is something else. */
    public static Optional<List<String>> topics(byte[] subscription) {
        return read(subscription, in -> list(in, Short.BYTES, ConsumerProtocol::text));
    }

    /** The partitions of an assignment; none when there is no assignment; empty when it is something else. */
    public static Optional<List<TopicPartition>> partitions(byte[] assignment) {
        return read(
                assignment,
                in -> list(in, Short.BYTES + Integer.BYTES, ConsumerProtocol::ofTopic).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    /** Reads something; throws when the bytes end too early or make no sense. */
    private interface Reader<T> {
        T read(ByteBuffer in);
    }

    private static <T> Optional<List<T>> read(byte[] bytes, Reader<List<T>> content) {
        if (bytes.length == 0) {
            return Optional.of(List.of());
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            short version = in.getShort();
            return version < 0 ? Optional.empty() : Optional.of(content.read(in));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<TopicPartition> ofTopic(ByteBuffer in) {
        String topic = text(in);
        return list(in, Integer.BYTES, rest -> new TopicPartition(topic, rest.getInt()));
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[length(in.getShort(), in.remaining())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Memory is taken for elements that are there, not for those that a number promises. */
    private static <T> List<T> list(ByteBuffer in, int smallest, Reader<T> element) {
        int count = in.getInt();
        length(count, in.remaining() / smallest);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.read(in));
        }
        return elements;
    }

    private static int length(int length, int most) {
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("a length of " + length + ", at most " + most);
        }
        return length;
    }
}
