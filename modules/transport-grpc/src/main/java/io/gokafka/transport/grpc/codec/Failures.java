package io.gokafka.transport.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.transport.grpc.proto.ErrorDetail;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failures as error details, within an answer or as the end of a call. */
public final class Failures {
    private static final Metadata.Key<byte[]> TRAILER =
            Metadata.Key.of("gokafka-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

    /** Trailers are limited to 8 KiB by most peers, and the text stands in them twice. */
    private static final int MAX_MESSAGE = 1024;

    private Failures() {}

    /** As part of an answer. */
    public static ErrorDetail write(Failure failure) {
        ErrorDetail.Builder detail = ErrorDetail.newBuilder()
                .setCode(ErrorCodes.write(failure.code()))
                .setMessage(failure.message());
        failure.leader().map(Values::write).ifPresent(detail::setLeader);
        return detail.build();
    }

    /** A part of an answer. */
    public static Failure read(ErrorDetail detail) {
        return new Failure(
                ErrorCodes.read(detail.getCode()).orElse(ErrorCode.INTERNAL),
                detail.getMessage(),
                detail.hasLeader() ? Optional.of(Values.read(detail.getLeader())) : Optional.empty());
    }

    /** As the end of a call. */
    public static StatusRuntimeException toStatus(Failure failure) {
        return status(failure).asRuntimeException(trailers(failure));
    }

    /** The status of a call that ends with a failure. */
    public static Status status(Failure failure) {
        return Status.fromCode(ErrorCodes.status(failure.code())).withDescription(shortened(failure.message()));
    }

    /** The trailers of a call that ends with a failure. */
    public static Metadata trailers(Failure failure) {
        Failure brief = new Failure(failure.code(), shortened(failure.message()), failure.leader());
        Metadata trailers = new Metadata();
        trailers.put(TRAILER, write(brief).toByteArray());
        return trailers;
    }

    /** What the broker itself said at the end of a call; empty when gRPC ended it, or it cannot be understood. */
    public static Optional<Failure> detail(@Nullable Metadata trailers) {
        byte @Nullable [] bytes = trailers == null ? null : trailers.get(TRAILER);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            ErrorDetail detail = ErrorDetail.parseFrom(bytes);
            return ErrorCodes.read(detail.getCode()).isEmpty() ? Optional.empty() : Optional.of(read(detail));
        } catch (InvalidProtocolBufferException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The failure that a status without a detail comes closest to. */
    public static Failure guess(Status status, String who) {
        ErrorCode code = ErrorCodes.guess(status.getCode());
        return Failure.of(
                code,
                switch (code) {
                    case UNAVAILABLE -> who + " cannot be reached: " + reason(status);
                    case TIMEOUT -> who + " did not answer in time";
                    default -> who + ": " + reason(status);
                });
    }

    /** The innermost reason, which names what happened to the socket. */
    private static String reason(Status status) {
        Throwable cause = status.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause != null && cause.getMessage() != null) {
            return cause.getMessage();
        }
        String description = status.getDescription();
        return description != null ? description : status.getCode().name();
    }

    private static String shortened(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 3) + "...";
    }
}
