"""Ranks people and vacancies and assigns them under rules, with a proof and a reason for every pair."""
