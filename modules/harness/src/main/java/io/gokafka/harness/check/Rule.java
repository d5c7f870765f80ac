package io.gokafka.harness.check;

/** One promise of the log, judged over a whole run. Stateless. */
public interface Rule {
    /** Short, in camel case; violations go by it. */
    String name();

    /** One sentence that says what is promised. */
    String description();

    /** Adds to {@code findings} whatever breaks the promise. Never throws because of what a run did. */
    void check(Judged run, Findings findings);
}
