package io.gokafka.cli.command;

/** What the commands about one topic have in common. */
final class TopicOptions {
    private TopicOptions() {}

    /** The only plain argument: a topic's name. */
    static String name(Invocation invocation) {
        String name = invocation.plain().required("NAME");
        invocation.plain().end();
        return TargetOptions.checkedTopic(name);
    }
}
