package io.gokafka.client.fake;

import java.util.List;

/** What goes wrong with a produce request. */
public enum Fault {
    NONE,
    /** Another broker is made leader before. */
    MOVED,
    /** Refused without a hint, though the broker leads. */
    NOT_LEADER,
    NO_LEADER,
    OVERLOADED,
    /** Not appended, and the broker says that it does not know. */
    INDETERMINATE_LOST,
    /** Appended, but the broker says that it does not know. */
    INDETERMINATE_APPENDED,
    UNAVAILABLE_BEFORE,
    UNAVAILABLE_AFTER,
    /** Appended, but never answered. */
    SILENT,
    /** Not answered, and not there yet: it is when the test lets it arrive. */
    UNDER_WAY,
    /** Refused for good; nothing is appended. */
    CORRUPT;

    /** Those that a producer must survive. */
    public static final List<Fault> SURVIVABLE = List.of(
            MOVED,
            NOT_LEADER,
            NO_LEADER,
            OVERLOADED,
            INDETERMINATE_LOST,
            INDETERMINATE_APPENDED,
            UNAVAILABLE_BEFORE,
            UNAVAILABLE_AFTER,
            SILENT);
}
