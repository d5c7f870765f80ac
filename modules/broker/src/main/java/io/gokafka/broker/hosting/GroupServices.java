package io.gokafka.broker.hosting;

import io.gokafka.broker.group.GroupClock;
import io.gokafka.broker.group.GroupSettings;
import io.gokafka.broker.group.TopicView;

/**
 * What group coordinators need of their broker.
 *
 * @param settings how groups are coordinated
 * @param topics the cluster's topics
 * @param clock the time
 */
public record GroupServices(GroupSettings settings, TopicView topics, GroupClock clock) {}
