package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;

/** The numbers that Kafka gives to sources and types of settings, and to what has settings. */
final class ConfigValues {
    /** A topic has settings. */
    static final byte TOPIC = 2;

    /** A broker has settings. */
    static final byte BROKER = 4;

    private ConfigValues() {}

    static byte source(DescribeConfig.Source source) {
        return switch (source) {
            case TOPIC -> 1;
            case BROKER -> 4;
            case DEFAULT -> 5;
        };
    }

    static byte type(DescribeConfig.Type type) {
        return switch (type) {
            case BOOLEAN -> 1;
            case STRING -> 2;
            case INT -> 3;
            case LONG -> 5;
            case DOUBLE -> 6;
            case LIST -> 7;
        };
    }

    /** Settings of something that has none here, as loggers and client metrics. */
    static RequestException unsupported(byte type) {
        return new RequestException(
                ErrorCode.INVALID_REQUEST,
                "resources of type " + type + " have no settings here: there are topics (" + TOPIC + ") and brokers ("
                        + BROKER + ")");
    }
}
