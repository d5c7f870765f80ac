package io.gokafka.harness.net.proxy;

import java.io.IOException;
import java.io.InputStream;

/**
 * How a connection begins.
 *
 * @param place whose connection it is
 * @param read what was read from it to know that, to be passed on; nobody changes it any more
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
record Opening(int place, byte[] read) {
    /** Finds out whose connections a service gets. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads no more of a new connection than is needed.
         *
         * @throws IOException when it belongs to nobody known, or nothing comes for a while
         */
        Opening read(InputStream in) throws IOException;
    }
}
