using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using LabActors.Core.Notifications;

namespace LabActors.Actors.Notifications;

/// <summary>An HTTP POST of the event as JSON; a status of 200 to 299 means taken.</summary>
public sealed record WebhookChannel(string Name, Uri Url, ImmutableHashSet<string> Events, TimeSpan Limit) : INotificationChannel
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public bool Wants(ExperimentEvent experiment) => experiment.IsAmong(Events);

    /// <inheritdoc/>
    public async Task<string> DeliverAsync(long id, ExperimentEvent experiment, CancellationToken stop)
    {
        using var content = new StringContent(EventJson.Of(id, experiment), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await Client.PostAsync(Url, content, stop).ConfigureAwait(false);
        return answer.IsSuccessStatusCode
            ? $"{(int)answer.StatusCode} {answer.ReasonPhrase}"
            : throw new HttpRequestException($"{Url} answered {(int)answer.StatusCode} {answer.ReasonPhrase}");
    }
}
