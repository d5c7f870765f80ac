package io.gokafka.consensus.jgroups.group;

/** Something that consensus excludes has happened; going on might lose data, so the replica stops. */
final class InvariantBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvariantBroken(String message) {
        super(message);
    }
}
