"""The economics of a Breakeven scenario, written in NumPy from the description of the model alone, as far as its second schema.

A value is a float where the scenario is exact and an array over the draws where it is not; the same formulas serve both.
"""

import math
import sys
from collections import defaultdict
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv, ndtr, ndtri
from scipy.stats.qmc import LatinHypercube

HOURS = 730.0
MILLION = 1e6
FACTORS = ("context", "calls", "peak", "retry_rate", "fallback_share")
SHARES = {"success_rate", "realization", "error_rate", "fallback_share", "hit_rate", "eligible", "wrong_hit_rate", "share",
          "escalation", "saving", "quality_loss", "strategies.OutputLimits.output", "strategies.OutputLimits.reasoning"}
# What the third schema brought, and changes results.
NEWER = {"turns", "carried", "turns_cv", "length_sigma", "meters", "cache_min", "long", "multiplier", "idle", "Provisioned", "kept",
         "success", "repeat", "adoption", "value_trend", "drift", "discount", "commitment", "Spread"}
NEWER_DRIVERS = {"Call", "Miss", "User", "PeakCall"}


def newer(node):
    """What a scenario has that is not known here."""
    if isinstance(node, list):
        return {word for each in node for word in newer(each)}
    if not isinstance(node, dict):
        return set()
    found = {f"driver {node['driver']}"} if node.get("driver") in NEWER_DRIVERS else set()
    if "PrefixCaching" in node and "hit_rate" not in node["PrefixCaching"]:
        found.add("prefixes that traffic keeps")
    return found | (NEWER & node.keys()) | {word for each in node.values() for word in newer(each)}


# Estimates: what is uncertain, and its draws.

def estimates(scenario):
    """Path -> estimate, of all that a result can depend on."""
    found = {"usd_rate": scenario["usd_rate"]}

    def add(prefix, fields):
        for name, value in fields.items():
            if isinstance(value, dict) and value.keys() <= {"Exact", "Range", "Pert"}:
                found[f"{prefix}.{name}"] = value

    add("outcome", {**scenario["outcome"], "today": None})   # shown, never computed with
    add("workload", scenario["workload"])
    add("plan", scenario["plan"])
    for step in scenario["workload"]["steps"]:
        add(f'workload.steps["{step["name"]}"]', step)
    for stage in scenario["stages"]:
        add(f'stages["{stage["name"]}"]', stage)
    for component in filter(lambda each: each["enabled"], scenario["components"]):
        add(f'components["{component["id"]}"]', component)
        for line in component["lines"]:
            path = line_path(component, line)
            found.update({f'{path}.factors["{name}"]': factor for name, factor in line["factors"]})
            (tariff, terms), = line["tariff"].items()
            if tariff != "Graduated":
                found[f"{path}.price"] = terms if tariff == "Flat" else terms[1]
    for strategy in filter(lambda each: each["enabled"], scenario["strategies"]):
        (kind, fields), = strategy["kind"].items()
        add(f"strategies.{kind}", {**strategy, **fields})
    return found


def line_path(component, line):
    return f'components["{component["id"]}"].lines["{line["name"]}"]'


def base(estimate):
    (kind, terms), = estimate.items()
    if kind == "Exact":
        return terms
    return math.sqrt(terms["p10"] * terms["p90"]) if kind == "Range" else terms["likely"]


def is_uncertain(estimate):
    return "Range" in estimate or "Pert" in estimate and estimate["Pert"]["low"] < estimate["Pert"]["high"]


def quantile(path, estimate, probability):
    """The estimate's inverse distribution function, held within the domain of the number at `path`."""
    (kind, terms), = estimate.items()
    if kind == "Range":
        low, high = math.log(terms["p10"]), math.log(terms["p90"])
        value = np.exp((low + high) / 2 + (high - low) / (2 * ndtri(0.9)) * ndtri(probability))
    else:
        low, likely, high = terms["low"], terms["likely"], terms["high"]
        alpha, beta = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
        value = low + (high - low) * betaincinv(alpha, beta, probability)
    field = path.rsplit(".", 1)[-1]
    least = 1.0 if field == "peak" else math.nextafter(-1.0, 0.0) if field in ("growth", "price_trend") else 0.0
    return np.clip(value, least, 1.0 if {path, field} & SHARES else np.inf)


def uniforms(scenario, paths, draws, seed):
    """Path -> uniform draws: a Latin hypercube, and a Gaussian copula over what is correlated."""
    cube = LatinHypercube(d=max(len(paths), 1), rng=seed).random(draws)
    pairs = [pair for pair in scenario.get("correlations") or [] if pair[0] in paths and pair[1] in paths]
    joint = sorted({paths.index(path) for one, other, _ in pairs for path in (one, other)})
    if joint:
        matrix = np.eye(len(joint))
        for one, other, rank_correlation in pairs:
            row, column = joint.index(paths.index(one)), joint.index(paths.index(other))
            matrix[row, column] = matrix[column, row] = 2 * math.sin(math.pi * rank_correlation / 6)
        spectrum, axes = np.linalg.eigh(matrix)
        if spectrum.min() < -1e-9:
            sys.exit("error: the correlations contradict each other")
        root = axes * np.sqrt(np.maximum(spectrum, 0)) @ axes.T
        cube[:, joint] = ndtr(ndtri(cube[:, joint]) @ root)
    return dict(zip(paths, np.ascontiguousarray(cube.T)))


# The economic model.

class Point(NamedTuple):
    cost: np.ndarray
    value: np.ndarray
    outcomes: np.ndarray

    @property
    def net(self):
        return self.value - self.cost


def ceil(number):
    return np.ceil(number - 1e-9 * np.maximum(1.0, number))


class Model:
    """One scenario. Every method takes `x`, path -> value, so base values, draws and a tornado's are all the same to it."""

    def __init__(self, scenario):
        unknown = newer({**scenario, "alternatives": None, "readiness": None, "bases": None})
        if unknown:
            sys.exit(f"error: not known here, being newer: {', '.join(sorted(unknown))}")
        self.scenario = scenario
        self.stages, self.plan = scenario["stages"], scenario["plan"]
        self.estimates = estimates(scenario)
        self.base = {path: base(estimate) for path, estimate in self.estimates.items()}
        self.uncertain = [path for path, estimate in self.estimates.items() if is_uncertain(estimate)]
        self.strategies = {next(iter(each["kind"])): each for each in scenario["strategies"] if each["enabled"]}
        self.requests = np.array([self.base[f'stages["{stage["name"]}"].requests'] for stage in self.stages])

    def of_stage(self, x, stage, field):
        return x[f'stages["{self.stages[stage]["name"]}"].{field}']

    def own_factors(self, x, stage):
        return {field: self.of_stage(x, stage, field) for field in FACTORS}

    def factors_at(self, x, volume):
        """Linear in ln volume between the stages' base requests."""
        place = np.interp(math.log(volume), np.log(self.requests), np.arange(len(self.stages)))
        stage, weight = int(place), place % 1
        if weight == 0:
            return self.own_factors(x, stage)
        lower, upper = self.own_factors(x, stage), self.own_factors(x, stage + 1)
        return {field: (1 - weight) * lower[field] + weight * upper[field] for field in FACTORS}

    def stage_at(self, volume):
        return max(int(np.searchsorted(self.requests, volume, side="right")) - 1, 0)

    def active_strategies(self, stage):
        return [kind for kind, strategy in self.strategies.items() if strategy["from_stage"] <= stage]

    def active_components(self, stage):
        last = len(self.stages) - 1
        return [each for each in self.scenario["components"] if each["enabled"] and each["from_stage"] <= stage
                <= (last if each["until_stage"] is None else each["until_stage"])]

    def evaluate(self, x, volume, stage, factors, planned=True, trend=1.0):
        """A month with the set-up of `stage`, whatever the volume; `trend` multiplies what is priced by the token."""
        active = self.active_strategies(stage) if planned else []

        def of(kind, field, off=0.0):
            return x[f"strategies.{kind}.{field}"] if kind in active else off

        hits = of("SemanticCaching", "hit_rate") * of("SemanticCaching", "eligible")
        inferred = volume * (1 - hits)
        wrong = volume * hits * of("SemanticCaching", "wrong_hit_rate")
        batched, cached = of("BatchProcessing", "share"), of("PrefixCaching", "hit_rate")
        peak = batched + (1 - batched) * factors["peak"]

        # Demand: per model its calls and its prefix, other input and output tokens.
        demand = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        optimization = volume * of("SemanticCaching", "lookup_cost") + sum(of(kind, "monthly_cost") for kind in active)
        cheap = self.strategies["ModelRouting"]["kind"]["ModelRouting"]["to"] if "ModelRouting" in active else None
        fallback = self.scenario["workload"]["fallback_model"]
        for step in self.scenario["workload"]["steps"]:
            tokens = {name: x[f'workload.steps["{step["name"]}"].{name}']
                      for name in ("calls", "prefix", "retrieved", "conversation", "output", "reasoning")}
            prefix = tokens["prefix"] * (1 - of("PromptCompression", "saving"))
            context = factors["context"] * (tokens["retrieved"] * (1 - of("RetrievalTrimming", "saving"))
                                            + tokens["conversation"] * (1 - of("PromptCompression", "saving")))
            output = (tokens["output"] * (1 - of("OutputLimits", "output"))
                      + tokens["reasoning"] * (1 - of("OutputLimits", "reasoning")))
            calls = inferred * tokens["calls"] * factors["calls"] * (1 + factors["retry_rate"])
            shares = [(step["model"], 1.0)]
            if cheap is not None and step["routable"] and step["model"] != cheap:
                routed = of("ModelRouting", "share")
                shares = [(cheap, routed), (step["model"], 1 - routed + routed * of("ModelRouting", "escalation"))]
                optimization = optimization + calls * of("ModelRouting", "router_cost")
            if fallback is not None:
                shares.append((fallback, factors["fallback_share"]))
            for model, share in shares:
                served = calls * share
                for index, amount in enumerate((1.0, prefix, context, output)):
                    demand[model][index] = demand[model][index] + served * amount

        # The bill: models, then lines.
        models = 0.0
        for model, (calls, prefix, context, output) in demand.items():
            (pricing, price), = self.scenario["models"][model]["pricing"].items()
            if pricing == "Tokens":
                read, write = (price["input"] if price[name] is None else price[name] for name in ("cache_read", "cache_write"))
                prefix_price = cached * read + (1 - cached) * write if "PrefixCaching" in active else price["input"]
                bill = (prefix * prefix_price + context * price["input"] + output * price["output"]) / MILLION
                models = models + bill * (1 - batched * price["batch_discount"]) * trend
            else:
                gain = of("ContinuousBatching", "throughput_gain", 1.0)
                busy = (prefix * (1 - cached) + context) / price["prefill"] + output / (price["decode"] * gain)
                replicas = np.maximum(price["min_replicas"], ceil(busy / (HOURS * 3600) * peak / price["target_utilization"]))
                models = models + np.where(calls > 0, replicas, 0) * (price["gpus_per_replica"] * price["gpu_hour"] * HOURS)
        quality = x["outcome.success_rate"] * math.prod((1 - of(kind, "quality_loss") for kind in active), start=1.0)
        outcomes = (volume - wrong) * quality
        drivers = {"Month": 1.0, "Request": volume, "Inference": inferred, "Retrieval": inferred * x["workload.retrievals"],
                   "MillionTokens": sum(sum(amounts[1:]) for amounts in demand.values()) / MILLION,
                   "Outcome": outcomes, "PeakRate": inferred / (HOURS * 3600) * peak}
        cost = x["usd_rate"] * models + optimization
        for component in self.active_components(stage):
            for line in component["lines"]:
                path, quantity = line_path(component, line), drivers[line["driver"]]
                for name, _ in line["factors"]:
                    quantity = quantity * x[f'{path}.factors["{name}"]']
                cost = cost + tariff_cost(line["tariff"], quantity, x.get(f"{path}.price"))

        harm = (volume * x["outcome.error_rate"] + wrong) * x["outcome.error_cost"]
        return Point(cost, outcomes * (x["outcome.value"] * x["outcome.realization"]) - harm, outcomes)

    def at_target(self, x):
        """The target stage held, at its own requests."""
        target = self.plan["target_stage"]
        return self.evaluate(x, self.of_stage(x, target, "requests"), target, self.own_factors(x, target))

    def month_volume(self, x, stage, month):
        """Through the requests of the stages; on from the last with the growth."""
        here, since = self.of_stage(x, stage, "requests"), month - self.stages[stage]["month"]
        if stage == len(self.stages) - 1:
            return here * (1 + x["plan.growth"]) ** since
        part = since / (self.stages[stage + 1]["month"] - self.stages[stage]["month"])
        return here if part == 0 else here ** (1 - part) * self.of_stage(x, stage + 1, "requests") ** part

    def cash(self, x, draws):
        """Cash of each month and draw."""
        cash = np.zeros((self.plan["horizon_months"], draws))
        cash[0] -= x["plan.build_cost"]
        paid = set()
        for month in range(len(cash)):
            stage = sum(each["month"] <= month for each in self.stages) - 1
            if stage < 0:
                continue
            if stage == len(self.stages) - 1:
                factors = self.own_factors(x, stage)
            else:
                factors = self.factors_at(x, self.month_volume(self.base, stage, month))
            trend = (1 + x["plan.price_trend"]) ** (month / 12)
            cash[month] += self.evaluate(x, self.month_volume(x, stage, month), stage, factors, trend=trend).net
            running = {f'components["{each["id"]}"].setup_cost' for each in self.active_components(stage)}
            running |= {f"strategies.{kind}.setup_cost" for kind in self.active_strategies(stage)}
            cash[month] -= sum(x[path] for path in sorted(running - paid))
            paid |= running
        return cash


def tariff_cost(tariff, quantity, price):
    (kind, terms), = tariff.items()
    if kind == "Flat":
        return quantity * price
    if kind == "Step":
        return ceil(quantity / terms[0]) * price
    if kind == "Power":
        return np.where(quantity > 0, price * (quantity / terms[0]) ** terms[2], 0.0)
    cost, lower = 0.0, 0.0
    for up_to, slice_price in terms:
        upper = math.inf if up_to is None else up_to
        cost = cost + np.clip(quantity - lower, 0.0, upper - lower) * slice_price
        lower = upper
    return cost


def draw(model, draws, seed):
    columns = uniforms(model.scenario, model.uncertain, draws, seed)
    return model.base | {path: quantile(path, model.estimates[path], columns[path]) for path in model.uncertain}
