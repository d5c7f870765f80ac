package io.gokafka.faultydisk;

import java.util.Collection;

/** Whether what a failed force has left behind was written again since, so that a later force reaches it. */
final class Rewritten {
    private Rewritten() {}

    /** Whether changes after one serial number, up to another, write again or cut off all that those up to the first did. */
    static boolean since(Collection<Change> changes, long failedUpTo, long forcedUpTo) {
        long from = Long.MAX_VALUE;
        long to = 0;
        for (Change change : changes) {
            if (change instanceof Change.Truncate truncate && change.serial() > failedUpTo) {
                to = Math.min(to, truncate.position());
            } else if (change instanceof Change.Write write && change.serial() <= failedUpTo) {
                from = Math.min(from, write.position());
                to = Math.max(to, write.position() + write.length());
            }
        }
        for (Change change : changes) {
            boolean counts = change.serial() > failedUpTo && change.serial() <= forcedUpTo;
            if (counts && change instanceof Change.Write write && write.position() <= from) {
                from = Math.max(from, write.position() + write.length());
            }
        }
        return from >= to;
    }
}
