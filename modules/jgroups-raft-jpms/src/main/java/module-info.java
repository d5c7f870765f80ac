/**
 * jgroups-raft with a descriptor that works: the one it ships requires an optional library, hides its elections, and
 * opens nothing to the reflection that JGroups needs.
 */
open module org.jgroups.raft {
    requires transitive org.jgroups;
    requires java.xml;
    requires jdk.unsupported;
    requires static java.management;

    exports org.jgroups.protocols.raft;
    exports org.jgroups.protocols.raft.election;
    exports org.jgroups.protocols.raft.state;
    exports org.jgroups.raft;
    exports org.jgroups.raft.blocks;
    exports org.jgroups.raft.client;
    exports org.jgroups.raft.util;
}
