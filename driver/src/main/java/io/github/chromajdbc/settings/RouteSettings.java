package io.github.chromajdbc.settings;

import java.util.Optional;

/**
 * The property {@code routes} as given.
 *
 * @param text a file's path or JSON
 * @param fromUrl whether it came in the URL, where it may name no class
 */
public record RouteSettings(Optional<String> text, boolean fromUrl) {}
