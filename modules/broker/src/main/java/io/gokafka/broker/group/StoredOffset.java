package io.gokafka.broker.group;

import io.gokafka.api.request.CommittedOffset;
import java.util.Optional;

/**
 * A committed offset, and of which topic.
 *
 * @param offset what was committed
 * @param topic the topic; empty when it was stored before topics were noted: it is of any topic of the name
 */
record StoredOffset(CommittedOffset offset, Optional<TopicMark> topic) {}
