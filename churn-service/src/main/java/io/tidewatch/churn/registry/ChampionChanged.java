package io.tidewatch.churn.registry;

import io.tidewatch.churn.features.ChurnModel;

/** Another version serves; published inside the transaction that decided so. */
public record ChampionChanged(ChurnModel model, String version) {}
