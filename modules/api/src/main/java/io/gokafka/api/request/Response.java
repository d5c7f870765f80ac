package io.gokafka.api.request;

/** The answer to a {@link Request}. */
public sealed interface Response
        permits CommitOffsets.Result,
                CreateTopic.Result,
                DeleteGroup.Result,
                DeleteTopic.Result,
                DescribeBroker.Result,
                DescribeGroup.Result,
                Fetch.Result,
                FetchOffsets.Result,
                FindCoordinator.Result,
                GroupHeartbeat.Result,
                InitProducer.Result,
                JoinCluster.Result,
                ListGroups.Result,
                ListOffsets.Result,
                Metadata.Result,
                Produce.Result,
                RemoveBroker.Result,
                ReportLeaders.Result {}
