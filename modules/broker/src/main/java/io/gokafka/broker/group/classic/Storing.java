package io.gokafka.broker.group.classic;

/** A generation that was decided on, and is about to be stored or was refused: which one, the next decision of the group sees. */
sealed interface Storing {
    /** What shall be stored. */
    ClassicGeneration generation();

    /** The leading member has assigned: when it is stored, all are told. */
    record Assignment(ClassicGeneration generation) implements Storing {}

    /** The last member has gone, or a static member has a new id: so it is already, and is taken back if it is not stored. */
    record Change(ClassicGeneration generation) implements Storing {}

    /** Whether it is what is stored now. A generation's number and the ids of its members are never the same twice. */
    default boolean isStoredAs(ClassicGeneration stored) {
        return stored.number() == generation().number()
                && stored.members().keySet().equals(generation().members().keySet());
    }
}
