import * as backtesting from "./eta/backtesting";
import * as ensembling from "./eta/ensembling";
import * as evaluation from "./eta/evaluation";
import * as features from "./eta/features";
import * as operations from "./eta/operations";
import * as training from "./eta/training";
import * as trips from "./eta/trips";
import type { TaskFunction } from "./runtime/context";
import * as scale from "./scale";

/** The TypeScript twin of each Python task, by `module.function`. */
const TWINS: Readonly<Record<string, TaskFunction>> = {
  "eta.trips.fetch_trips": trips.fetchTrips,
  "eta.trips.validate_trips": trips.validateTrips,
  "eta.trips.wide_window": trips.wideWindow,
  "eta.trips.season_window": trips.seasonWindow,
  "eta.trips.recent_window": trips.recentWindow,
  "eta.features.distance_features": features.distanceFeatures,
  "eta.features.clock_features": features.clockFeatures,
  "eta.features.rush_hour_features": features.rushHourFeatures,
  "eta.features.weather_features": features.weatherFeatures,
  "eta.features.driver_features": features.driverFeatures,
  "eta.features.zone_features": features.zoneFeatures,
  "eta.features.assemble_features": features.assembleFeatures,
  "eta.features.split_by_week": features.splitByWeek,
  "eta.training.train_linear": training.trainLinear,
  "eta.training.train_knn": training.trainKnn,
  "eta.training.train_boosted": training.trainBoosted,
  "eta.evaluation.backtest": evaluation.backtest,
  "eta.evaluation.ensemble_models": evaluation.ensembleModels,
  "eta.evaluation.blend_models": evaluation.ensembleModels,
  "eta.evaluation.calibrate_predictions": evaluation.calibratePredictions,
  "eta.evaluation.evaluate": evaluation.evaluate,
  "eta.evaluation.residuals_by_zone": evaluation.residualsByZone,
  "eta.evaluation.publish_model": evaluation.publishModel,
  "eta.ensembling.fit_member": ensembling.fitMember,
  "eta.ensembling.average_members": ensembling.averageMembers,
  "eta.ensembling.vote": ensembling.vote,
  "eta.ensembling.notify_failure": ensembling.notifyFailure,
  "eta.backtesting.score_week": backtesting.scoreWeek,
  "eta.backtesting.score_weeks": backtesting.scoreWeeks,
  "eta.backtesting.list_zones": backtesting.listZones,
  "eta.backtesting.score_zone": backtesting.scoreZone,
  "eta.backtesting.summarise": backtesting.summarise,
  "eta.operations.download_tiles": operations.downloadTiles,
  "eta.operations.parse_ways": operations.parseWays,
  "eta.operations.join_streets": operations.joinStreets,
  "eta.operations.weigh_streets": operations.weighStreets,
  "eta.operations.contract_graph": operations.contractGraph,
  "eta.operations.publish_graph": operations.publishGraph,
  "eta.operations.fetch_depot_feed": operations.fetchDepotFeed,
  "eta.operations.render_table": operations.renderTable,
  "eta.operations.render_tables": operations.renderTables,
  "eta.operations.bind_report": operations.bindReport,
  "scale.tasks.step": scale.step,
  "scale.tasks.spread": scale.spread,
  "scale.tasks.grow": scale.grow,
};

export function findTask(name: string): TaskFunction | undefined {
  return Object.hasOwn(TWINS, name) ? TWINS[name] : undefined;
}

export function knownTasks(): string[] {
  return Object.keys(TWINS);
}
