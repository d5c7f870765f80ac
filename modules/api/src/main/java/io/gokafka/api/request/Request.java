package io.gokafka.api.request;

/**
 * Something that is asked of a broker; each kind is a record of its own that says who may answer it.
 *
 * @param <R> the answer to it
 */
public sealed interface Request<R extends Response>
        permits CommitOffsets,
                CreateTopic,
                DeleteGroup,
                DeleteTopic,
                DescribeBroker,
                DescribeGroup,
                Fetch,
                FetchOffsets,
                FindCoordinator,
                GroupHeartbeat,
                InitProducer,
                JoinCluster,
                ListGroups,
                ListOffsets,
                Metadata,
                Produce,
                RemoveBroker,
                ReportLeaders {}
