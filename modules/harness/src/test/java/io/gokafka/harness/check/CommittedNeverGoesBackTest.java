package io.gokafka.harness.check;

import io.gokafka.harness.history.Event.Committed;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommittedNeverGoesBackTest {
    private static final String RULE = "committedNeverGoesBack";

    @Test
    void nothingIsCommittedAtFirst() {
        new Story()
                .committedIsRead(-1)
                .committed(5)
                .committedIsRead(5)
                .committed(5)
                .committed(7)
                .holds();
    }

    @Test
    void commitThatRunsMayBeSeenOrNot() {
        Story story = new Story().committed(5).begunToCommit(8);
        long begun = story.now();
        story.committedIsRead(5)
                .committedIsRead(8)
                .add(new Committed(story.now(), "m", "g", Story.T0, 8, begun))
                .committedIsReadSince(begun, 5)
                .holds();
    }

    @Test
    void commitOfUnknownOutcomeMayBeSeenOrNot() {
        new Story().begunToCommit(5).commitFails(5, false).committedIsRead(-1).holds();
        new Story().begunToCommit(5).commitFails(5, false).committedIsRead(5).holds();
        new Story().begunToCommit(5).committedIsRead(5).holds();
    }

    @Test
    void offsetThatWasRefusedMayBeCommittedByAnotherAttempt() {
        new Story()
                .begunToCommit(5)
                .commitFails(5, true)
                .committed(5)
                .begunToCommit(5)
                .commitFails(5, true)
                .committedIsRead(5)
                .holds();
    }

    @Test
    void deletedTopicForgetsItsOffsets() {
        new Story()
                .committed(5)
                .topicIsDeleted()
                .committedIsRead(-1)
                .committed(2)
                .committedIsRead(2)
                .holds();
    }

    @Test
    void refusalAfterTheDeletionLeavesEarlierCommitsAlone() {
        Story story = new Story().committed(5).committedIsRead(5).topicIsDeleted();
        story.begunToCommit(5).commitFails(5, true).holds();
    }

    @Test
    void memberGoesOnAtTheCommittedOffsetOrBeginsAtTheFirst() {
        new Story()
                .resumes(0)
                .committed(5)
                .resumes(5)
                .begunToCommit(8)
                .commitFails(8, false)
                .resumes(8)
                .committedIsRead(8)
                .holds();
    }

    @Test
    void memberThatAskedBeforeACommitWasAcknowledgedMayNotSeeIt() {
        Story story = new Story().committed(5);
        long begun = story.now();
        story.committed(7).resumesSince(begun, 5).holds();
        story.resumesSince(begun, 7).resumes(7).holds();
    }

    @Test
    void memberMayBeginWhereRetentionHasLeftTheLog() {
        new Story()
                .hasRetention()
                .resumes(4)
                .committedIsRead(-1)
                .committed(9)
                .resumes(9)
                .ends(5, 9, List.of())
                .holds();
    }

    @Test
    void memberThatGoesOnTooHighIsFound() {
        new Story().committed(5).resumes(6).breaksOnly(RULE);
        new Story().resumes(6).breaksOnly(RULE);
        new Story().resumes(6).committed(6).breaksOnly(RULE);
        new Story().hasRetention().resumes(6).ends(5, 9, List.of()).breaksOnly(RULE);
    }

    @Test
    void memberThatGoesOnTooLowIsFound() {
        new Story().committed(5).resumes(0).breaksOnly(RULE);
        new Story().committed(3).committed(5).resumes(3).breaksOnly(RULE);
        new Story().committedIsRead(0).committed(5).resumes(5).resumes(0).breaksOnly(RULE);
        new Story().hasRetention().committed(5).resumes(4).ends(5, 9, List.of()).breaksOnly(RULE);
    }

    @Test
    void whatAMemberWasShownStays() {
        new Story()
                .begunToCommit(8)
                .commitFails(8, false)
                .resumes(8)
                .committedIsRead(-1)
                .breaksOnly(RULE);
    }

    @Test
    void lowerOffsetIsFound() {
        new Story().committed(3).committed(5).committedIsRead(3).breaksOnly(RULE);
    }

    @Test
    void forgottenOffsetIsFound() {
        new Story().committed(0).committedIsRead(-1).breaksOnly(RULE);
    }

    @Test
    void commitThatGoesBackIsFound() {
        new Story().committed(5).committed(4).breaksOnly(RULE);
    }

    @Test
    void commitOfUnknownOutcomeThatWasSeenAndIsGoneIsFound() {
        new Story()
                .committed(5)
                .begunToCommit(8)
                .commitFails(8, false)
                .committedIsRead(8)
                .committedIsRead(5)
                .breaksOnly(RULE);
    }

    @Test
    void refusedCommitThatIsReadIsFound() {
        new Story().begunToCommit(5).commitFails(5, true).committedIsRead(5).breaksOnly(RULE);
    }

    @Test
    void offsetThatNobodyCommittedIsFound() {
        new Story().committed(5).committedIsRead(6).breaksOnly(RULE);
    }

    @Test
    void offsetReadBeforeItsCommitBeganIsFound() {
        new Story().committedIsRead(5).committed(5).breaksOnly(RULE);
    }
}
