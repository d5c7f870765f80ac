package io.gokafka.api.request;

/**
 * Something that is asked of a broker; each kind is a record of its own that says who may answer it.
 *
 * @param <R> the answer to it
 */
public sealed interface Request<R extends Response>
        permits AlterTopicConfig,
                ClassicHeartbeat,
                CommitOffsets,
                CreatePartitions,
                CreateTopic,
                DeleteGroup,
                DeleteOffsets,
                DeleteRecords,
                DeleteTopic,
                DescribeBroker,
                DescribeConfig,
                DescribeGroup,
                DescribeLogs,
                DescribeProducers,
                ElectLeader,
                EndOfTerm,
                Fetch,
                FetchOffsets,
                FindCoordinator,
                GroupHeartbeat,
                InitProducer,
                JoinCluster,
                JoinGroup,
                LeaveGroup,
                ListGroups,
                ListOffsets,
                ListReassignments,
                Metadata,
                Produce,
                ReassignPartition,
                RemoveBroker,
                ReportLeaders,
                SyncGroup {}
