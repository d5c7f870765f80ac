package io.gokafka.api.request;

/** A request was not carried out. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** Creates one from what went wrong. */
    public RequestException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** Creates one that names no other broker. */
    public RequestException(ErrorCode code, String message) {
        this(Failure.of(code, message));
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }

    /** What went wrong, for programs. */
    public ErrorCode code() {
        return failure.code();
    }
}
