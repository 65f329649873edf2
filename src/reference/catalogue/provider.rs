//! Who serves the models of the catalogue.

/// A provider that the catalogue lists.
#[derive(Debug)]
pub(crate) struct Provider {
    /// As scenarios hold it.
    pub key: &'static str,
    name: &'static str,
    /// What else LiteLLM calls it.
    aliases: &'static [&'static str],
}

const fn provider(key: &'static str, name: &'static str, aliases: &'static [&'static str]) -> Provider {
    Provider { key, name, aliases }
}

/// In the order of the catalogue; LiteLLM's other providers are left out.
pub(crate) const PROVIDERS: [Provider; 22] = [
    provider("anthropic", "Anthropic", &[]),
    provider("openai", "OpenAI", &[]),
    provider("gemini", "Google Gemini API", &["google"]),
    provider("vertex_ai", "Google Vertex AI", &[]),
    provider("azure", "Azure OpenAI", &[]),
    provider("azure_ai", "Azure AI Foundry", &[]),
    provider("bedrock", "AWS Bedrock", &["bedrock_converse", "bedrock_mantle"]),
    provider("mistral", "Mistral", &[]),
    provider("cohere", "Cohere", &["cohere_chat"]),
    provider("deepseek", "DeepSeek", &[]),
    provider("xai", "xAI", &[]),
    provider("meta", "Meta", &[]),
    provider("groq", "Groq", &[]),
    provider("cerebras", "Cerebras", &[]),
    provider("together_ai", "Together", &[]),
    provider("fireworks_ai", "Fireworks", &["fireworks_ai-embedding-models"]),
    provider("perplexity", "Perplexity", &[]),
    provider("moonshot", "Moonshot", &[]),
    provider("zai", "Z.ai", &[]),
    provider("minimax", "MiniMax", &[]),
    provider("dashscope", "Alibaba Cloud", &[]),
    provider("voyage", "Voyage", &[]),
];

impl Provider {
    /// A model's name without what says the provider in front of it.
    pub fn bare<'n>(&self, name: &'n str) -> &'n str {
        let name = match name.split_once('/') {
            Some((first, rest)) if self.is_called(first) => rest,
            _ => name,
        };
        // Fireworks says itself once more.
        name.strip_prefix("accounts/fireworks/models/").unwrap_or(name)
    }

    /// Whether a model of it is a copy at one region's price, under a name that is a path.
    pub fn is_regional(&self, bare_name: &str) -> bool {
        matches!(self.key, "azure" | "bedrock") && bare_name.contains('/')
    }

    fn is_called(&self, name: &str) -> bool {
        // LiteLLM splits this one by what the models are.
        let is_part = self.key == "vertex_ai" && name.starts_with("vertex_ai-");
        is_part || self.key == name || self.aliases.contains(&name)
    }
}

/// By LiteLLM's name for it.
pub(crate) fn by_litellm_name(name: &str) -> Option<&'static Provider> {
    PROVIDERS.iter().find(|provider| provider.is_called(name))
}

/// By any name, whatever its case.
pub(crate) fn by_any_name(name: &str) -> Option<&'static Provider> {
    let name = name.trim().to_lowercase();
    by_litellm_name(&name).or_else(|| PROVIDERS.iter().find(|provider| provider.name.to_lowercase() == name))
}

/// What people call a provider, by its key.
pub fn provider_name(key: &str) -> &str {
    PROVIDERS.iter().find(|provider| provider.key == key).map_or(key, |provider| provider.name)
}
