package io.gokafka.api.storage;

/**
 * Is told how a verification goes. <b>Threading.</b> Called by the verifying thread.
 */
public interface VerifyListener {
    /** So many more bytes were checked. */
    void checked(long bytes);

    /** Something is wrong. */
    void found(Finding finding);
}
