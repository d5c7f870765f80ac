package io.gokafka.storage.faulty;

/** Ends what works on a disk at a step that is chosen before. Nothing happens on the disk afterwards. */
final class Killer implements JournaledDisk.Steps {
    /** The process is gone: not an exception, which somebody could handle. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private int left;

    Killer(int steps) {
        this.left = steps;
    }

    @Override
    public void next() {
        if (left == 0) {
            throw new Killed();
        }
        left--;
    }

    /** From now on. */
    void kill() {
        left = 0;
    }
}
