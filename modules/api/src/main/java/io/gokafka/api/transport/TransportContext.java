package io.gokafka.api.transport;

import io.gokafka.api.config.Settings;
import io.gokafka.api.request.Requests;

/**
 * What a transport is given.
 *
 * @param requests the broker's core: every request goes there; safe for use by several threads
 * @param settings the configuration, to be read through the plugin's own keys
 * @param maxRequestBytes the largest request that may be read into memory
 * @param topics the topics that the broker knows
 */
public record TransportContext(Requests requests, Settings settings, int maxRequestBytes, TopicDirectory topics) {
    /** For a transport that does not look up topics. */
    public TransportContext(Requests requests, Settings settings, int maxRequestBytes) {
        this(requests, settings, maxRequestBytes, TopicDirectory.EMPTY);
    }
}
