package io.gokafka.consensus.jgroups.stack;

import java.util.Iterator;
import org.jgroups.Message;
import org.jgroups.util.MaxOneThreadPerSender;
import org.jgroups.util.MessageBatch;

/**
 * Who takes what was received: messages of groups are only put into the groups' mailboxes, so the receiving thread does that itself. All
 * others, of membership, may wait for something and are JGroups' own threads' as ever, in the order in which they came.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class DataFirst extends MaxOneThreadPerSender {
    @Override
    public boolean process(Message message, boolean oob) {
        if (!isData(message)) {
            return super.process(message, oob);
        }
        tp.passMessageUp(message, true, false, true);
        return true;
    }

    @Override
    public boolean process(MessageBatch batch, boolean oob) {
        if (isAllData(batch)) { // as nearly always
            tp.passBatchUp(batch, true, true);
            return true;
        }
        MessageBatch data = takeData(batch);
        if (!data.isEmpty()) {
            tp.passBatchUp(data, true, true);
        }
        return super.process(batch, oob);
    }

    private static boolean isAllData(MessageBatch batch) {
        for (Message message : batch) {
            if (!isData(message)) {
                return false;
            }
        }
        return true;
    }

    private static MessageBatch takeData(MessageBatch batch) {
        MessageBatch data = new MessageBatch(batch.capacity())
                .setDest(batch.dest())
                .setSender(batch.sender())
                .setClusterName(batch.clusterName());
        for (Iterator<Message> each = batch.iterator(); each.hasNext(); ) {
            Message message = each.next();
            if (isData(message)) {
                data.add(message);
                each.remove();
            }
        }
        return data;
    }

    /** {@link GroupRaft} sends like this, and nobody else. */
    private static boolean isData(Message message) {
        return message.isFlagSet(Message.Flag.NO_RELIABILITY) && message.isFlagSet(Message.Flag.NO_FC);
    }
}
