package io.gokafka.broker.offline;

import io.gokafka.api.LogId;

/** Is told how a conversion goes. Called by the converting thread; what it throws ends the conversion where it is. */
public interface ConversionListener {
    /** What is being done. */
    enum Phase {
        COPY,
        COMPARE,
        SWITCH,
        DELETE
    }

    /** A phase begins. */
    void begins(Phase phase);

    /** A log's turn has come. */
    void log(LogId id);

    /** So many more bytes of batches were copied or compared. */
    void done(long bytes);
}
