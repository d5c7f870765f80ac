package io.gokafka.api.config;

/** A configuration that cannot be used. The message is for the operator: what is wrong, what is allowed. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a message for the operator. */
    public ConfigException(String message) {
        super(message);
    }
}
