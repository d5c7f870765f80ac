package io.gokafka.faultydisk;

/**
 * Told of each moment at which a process that works on a disk may be killed: between what is noted and what is done, before and
 * after each write, truncation, sync, and change of names.
 */
public interface Steps {
    /** Goes on when this returns. */
    void next();
}
