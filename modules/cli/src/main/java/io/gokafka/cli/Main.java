package io.gokafka.cli;

/** A place for the command line to come: it knows its version. */
public final class Main {
    private Main() {}

    /** Runs the command line. */
    public static void main(String[] args) {
        var version = Main.class.getModule().getDescriptor().rawVersion().orElse("unknown");
        System.out.println("gokafka " + version);
    }
}
